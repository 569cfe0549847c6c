// The quiz: choose, check, read why. Nothing is stored here; the event `otlplab:answered` tells the page.
import { h, header, plural, uid, visible } from "./core.js";

export function quiz(root, data) {
  const done = new Map();
  const score = h("span", { role: "status" });
  const tell = () => {
    const right = [...done.values()].filter(Boolean).length;
    score.textContent = done.size ? `${right} of ${data.questions.length} right` : "";
  };
  root.append(
    h(
      "div",
      { class: "quiz" },
      header([h("strong", {}, "Quiz")], [h("span", {}, plural(data.questions.length, "question")), score], []),
      h(
        "ol",
        {},
        data.questions.map((question, i) => h("li", {}, form(question, i + 1))),
      ),
    ),
  );

  function form(question, number) {
    const several = question.kind === "multiple";
    const group = uid("question");
    const verdict = h("p", { class: "verdict", role: "status" });
    const options = question.options.map((option, i) => {
      const input = h("input", { type: several ? "checkbox" : "radio", name: group, value: i, id: `${group}-${i}` });
      const why = h("p", { class: "why", hidden: true });
      const row = h(
        "div",
        { class: "option" },
        h("label", { for: `${group}-${i}` }, input, h("span", {}, rich(option.text))),
        why,
      );
      return { option, input, why, row };
    });
    const check = h("button", { type: "submit", class: "toggle", disabled: true }, "Check");
    const again = h("button", { type: "reset", hidden: true }, "Try again");
    const made = h(
      "form",
      {
        on: {
          change: () => {
            check.disabled = !options.some((o) => o.input.checked);
          },
          submit: (event) => {
            event.preventDefault();
            answer();
          },
          reset: () => clear(),
          keydown: (event) => event.stopPropagation(),
        },
      },
      h(
        "fieldset",
        {},
        h(
          "legend",
          {},
          h("span", { class: "number" }, `${number}.`),
          rich(question.text),
          several && h("span", { class: "note" }, " Several may be right."),
        ),
        options.map((o) => o.row),
      ),
      h("div", { class: "tools" }, check, again, verdict),
    );

    function answer() {
      const right = options.every(({ option, input }) => input.checked === Boolean(option.correct));
      done.set(question.id, right);
      for (const { option, input, why, row } of options) {
        input.disabled = true;
        // What was chosen is always explained; the rest only when the answer is right, so that one can try again.
        const shown = input.checked || right;
        row.classList.toggle("right", shown && Boolean(option.correct));
        row.classList.toggle("wrong", input.checked && !option.correct);
        why.hidden = !shown || !option.why;
        if (!why.hidden)
          why.replaceChildren(h("b", {}, option.correct ? "✓ Right. " : "✕ Wrong. "), ...rich(option.why));
      }
      const missing = !right && options.every(({ option, input }) => !input.checked || option.correct);
      verdict.textContent = right ? "✓ Right." : missing ? "Right so far, but not all of it." : "Not yet.";
      verdict.className = `verdict ${right ? "right" : "wrong"}`;
      check.hidden = true;
      again.hidden = right;
      if (!right) again.focus();
      tell();
      const detail = { question: question.id, right };
      made.dispatchEvent(new CustomEvent("otlplab:answered", { bubbles: true, composed: true, detail }));
    }

    function clear() {
      for (const { input, why, row } of options) {
        input.disabled = false;
        why.hidden = true;
        why.replaceChildren();
        row.classList.remove("right", "wrong");
      }
      verdict.textContent = "";
      check.hidden = false;
      check.disabled = true;
      again.hidden = true;
      options[0].input.focus();
    }
    return made;
  }
}

/** Text in which `code` stands in backticks. */
function rich(text) {
  return visible(text, 10000)
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.length > 2 && part.startsWith("`") && part.endsWith("`") ? h("code", {}, part.slice(1, -1)) : part,
    );
}
