// Starts a deck, and makes what is too tall for a slide smaller until it fits; below half its size it scrolls instead.
"use strict";
(() => {
  const width = 1280;
  const height = 720;
  const least = 0.55;

  function fit(slide) {
    if (!slide) return;
    slide.style.zoom = 1;
    slide.classList.remove("tall");
    const needed = slide.scrollHeight;
    if (needed <= height) return;
    slide.style.zoom = Math.max(least, (0.98 * height) / needed); // text that is set anew may take a line more
    slide.classList.toggle("tall", height / needed < least);
  }

  /** Mermaid measures what it draws, so its diagrams come first, while every slide is laid out (slides.css). */
  async function drawn() {
    const waiting = () => [...document.querySelectorAll("pre.mermaid")].some((diagram) => !diagram.querySelector("svg"));
    for (let tries = 0; waiting() && tries < 100; tries++) await new Promise((then) => setTimeout(then, 50));
  }

  const fitCurrent = () => fit(Reveal.getCurrentSlide());
  const start = () => Reveal.initialize({
    width,
    height,
    margin: 0.04,
    center: false,
    hash: true,
    slideNumber: "c/t",
    transition: "none",
    plugins: [RevealNotes],
    keyboardCondition: (event) => !event.target.closest(".otlplab-view, .tall"),
  });
  drawn()
    .then(start)
    .then(() => document.fonts.ready)
    .then(fitCurrent);
  Reveal.on("slidechanged", fitCurrent);
  addEventListener("toggle", fitCurrent, true);
})();
