// Draws the diagrams of a page with the bundled Mermaid, in the page's theme, and again when the theme changes.
(() => {
  const diagrams = [...document.querySelectorAll("pre.mermaid")].map((element) => [element, element.textContent]);
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  async function draw() {
    if (!["light", "dark"].includes(document.documentElement.dataset.theme)) return; // the theme is being switched
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      theme: "base",
      themeVariables: {
        darkMode: document.documentElement.dataset.theme === "dark",
        fontFamily: "Inter, system-ui, sans-serif",
        fontSize: "15px",
        background: colour("--pst-color-background"),
        primaryColor: colour("--book-tint"),
        primaryTextColor: colour("--pst-color-text-base"),
        primaryBorderColor: colour("--pst-color-primary"),
        secondaryColor: colour("--pst-color-surface"),
        tertiaryColor: colour("--pst-color-surface"),
        clusterBkg: colour("--pst-color-surface"),
        clusterBorder: colour("--pst-color-border"),
        edgeLabelBackground: colour("--pst-color-background"),
        lineColor: colour("--pst-color-text-muted"),
        textColor: colour("--pst-color-text-base"),
        noteBkgColor: colour("--pst-color-surface"),
        noteTextColor: colour("--pst-color-text-base"),
      },
    });
    for (const [element, source] of diagrams) {
      element.removeAttribute("data-processed");
      element.textContent = source;
    }
    await mermaid.run({ nodes: diagrams.map(([element]) => element) });
  }

  let queue = document.fonts.ready.then(draw);
  new MutationObserver(() => {
    queue = queue.then(draw);
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
