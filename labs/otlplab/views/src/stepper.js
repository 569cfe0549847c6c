// The stepper: a slider over pictures that were prepared. Each is drawn when it is first wanted.
import { button, h, header, line, uid, visible } from "./core.js";

export function stepper(root, data, mount) {
  const { steps, title } = data;
  const own = uid("stepper");
  const stage = h("div", { class: "steps" });
  const drawn = new Map();
  const name = h("output", { for: own, class: "step" });
  const slider = h("input", {
    type: "range",
    id: own,
    min: 0,
    max: steps.length - 1,
    step: 1,
    value: 0,
    "aria-label": line(title),
    on: { input: () => show(Number(slider.value)) },
  });
  const back = button("‹", () => show(Number(slider.value) - 1), "Previous");
  const on = button("›", () => show(Number(slider.value) + 1), "Next");
  root.append(
    h(
      "div",
      { class: "stepper" },
      header(
        [h("label", { for: own }, h("strong", {}, line(title))), name],
        [],
        [back, slider, on, h("span", { class: "note" }, `${steps.length} steps`)],
      ),
      stage,
    ),
  );

  function show(i) {
    if (!(i >= 0 && i < steps.length)) return;
    slider.value = String(i);
    slider.setAttribute("aria-valuetext", line(steps[i].name));
    name.textContent = line(steps[i].name);
    back.disabled = i === 0;
    on.disabled = i === steps.length - 1;
    if (!drawn.has(i)) {
      const place = h("div", { class: "step" });
      drawn.set(i, place);
      stage.append(place);
      if (steps[i].kind) mount(place, steps[i].kind, steps[i].picture);
      else place.append(h("pre", {}, visible(steps[i].text, 100000)));
    }
    for (const [k, place] of drawn) place.hidden = k !== i;
  }
  show(0);
}
