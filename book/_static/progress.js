// What a reader of the site has done, kept in this browser's own storage and nowhere else: exercises ticked, questions
// of the quizzes answered. The file that the syllabus page exports and imports is the course's own progress.json
// (labs/otlplab/learn/record.py), with the questions beside the exercises.
"use strict";
(() => {
  const KEY = "otlplab.progress";
  const VERSION = 1;
  const LARGEST = 1_000_000; // bytes of a file; a finished course has some 50 kB
  const ID = /\b\d+\.\d+\/[a-z0-9-]+/;

  const empty = () => ({ version: VERSION, exercises: {}, questions: {} });
  const isCount = (value) => Number.isInteger(value) && value >= 0;
  const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Reads a progress file; throws an Error that says what is wrong with it. */
  function parse(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new Error("it is no JSON");
    }
    if (!isRecord(data) || data.version !== VERSION || !isRecord(data.exercises))
      throw new Error(`it is no progress file of version ${VERSION}`);
    const read = empty();
    for (const [id, entry] of Object.entries(data.exercises)) {
      const whole = isRecord(entry) && isCount(entry.attempts) && isCount(entry.hints);
      const dated = whole && (entry.passed === null || !Number.isNaN(Date.parse(entry.passed)));
      if (!dated || id === "__proto__") throw new Error(`its entry ${id} is not one of attempts, hints and passed`);
      read.exercises[id] = { attempts: entry.attempts, hints: entry.hints, passed: entry.passed };
    }
    if (data.questions !== undefined && !isRecord(data.questions)) throw new Error("its questions are no list of names");
    for (const [id, right] of Object.entries(data.questions ?? {})) {
      if (typeof right !== "boolean" || id === "__proto__") throw new Error(`its question ${id} is neither right nor wrong`);
      read.questions[id] = right;
    }
    return read;
  }

  function load() {
    try {
      const text = localStorage.getItem(KEY);
      return text === null ? empty() : parse(text);
    } catch {
      return empty(); // no storage here, or what is in it is not ours: begin anew
    }
  }

  function save(progress) {
    try {
      localStorage.setItem(KEY, JSON.stringify(progress));
      return true;
    } catch {
      return false;
    }
  }

  function change(act) {
    const progress = load();
    act(progress);
    const kept = save(progress);
    show();
    return kept;
  }

  /** Both together, as `otlplab progress import` does it: the higher counts, the earlier pass, a right answer. */
  function merge(mine, theirs) {
    for (const [id, other] of Object.entries(theirs.exercises)) {
      const entry = (mine.exercises[id] ??= { ...other });
      entry.attempts = Math.max(entry.attempts, other.attempts);
      entry.hints = Math.max(entry.hints, other.hints);
      entry.passed = [entry.passed, other.passed].filter(Boolean).sort()[0] ?? null;
    }
    for (const [id, right] of Object.entries(theirs.questions)) mine.questions[id] = right || mine.questions[id] === true;
  }

  const make = (tag, text, attributes = {}) => Object.assign(document.createElement(tag), { textContent: text }, attributes);
  const passed = (progress, id) => Boolean(progress.exercises[id]?.passed);

  // On a chapter's page: a box below each exercise's verdict, and quizzes that tell when they are answered.
  const boxes = [];
  for (const verdict of document.querySelectorAll("article .otl-verdict")) {
    const id = verdict.querySelector("strong")?.textContent.match(ID)?.[0];
    if (!id) continue;
    const box = make("input", "", { type: "checkbox" });
    box.addEventListener("change", () =>
      change(({ exercises }) => {
        const entry = (exercises[id] ??= { attempts: 0, hints: 0, passed: null });
        entry.passed = box.checked ? new Date().toISOString().replace(/\.\d+Z$/, "Z") : null;
      }),
    );
    const label = make("label", "", { className: "otl-done" });
    label.append(box, " Done: remember it in this browser");
    verdict.after(label);
    boxes.push([id, box]);
  }
  addEventListener("otlplab:answered", ({ detail }) =>
    change(({ questions }) => {
      questions[detail.question] = detail.right || questions[detail.question] === true;
    }),
  );

  // On the syllabus: how far each chapter is, and the way in and out for the file.
  const tools = document.getElementById("otl-progress");
  const said = make("p", "", { className: "otl-progress-said" });
  said.setAttribute("role", "status");
  const say = (words) => (said.textContent = words);
  if (tools) {
    const button = (words, act) => {
      const made = make("button", words, { type: "button" });
      made.addEventListener("click", act);
      return made;
    };
    const file = make("input", "", { type: "file", accept: ".json,application/json", hidden: true, id: "otl-progress-file" });
    file.addEventListener("change", async () => {
      const [chosen] = file.files;
      file.value = "";
      if (!chosen) return;
      try {
        if (chosen.size > LARGEST) throw new Error("it is larger than any progress file");
        const theirs = parse(await chosen.text());
        if (!change((mine) => merge(mine, theirs))) throw new Error("this browser keeps nothing for this site");
        say(`Imported: ${Object.keys(theirs.exercises).length} exercises, ${Object.keys(theirs.questions).length} questions.`);
      } catch (error) {
        say(`${chosen.name} was not imported, and nothing has changed: ${error.message}.`);
      }
    });
    tools.append(
      button("Export", () => {
        const blob = new Blob([JSON.stringify(load(), null, 1) + "\n"], { type: "application/json" });
        const link = make("a", "", { href: URL.createObjectURL(blob), download: "progress.json" });
        link.click();
        URL.revokeObjectURL(link.href);
      }),
      button("Import", () => file.click()),
      button("Forget", () => {
        change((progress) => Object.assign(progress, empty()));
        say("Forgotten.");
      }),
      file,
      said,
    );
    tools.hidden = false;
  }

  function show() {
    const progress = load();
    for (const [id, box] of boxes) box.checked = passed(progress, id);
    for (const place of document.querySelectorAll(".otl-progress[data-exercises]")) {
      const exercises = place.dataset.exercises.split(" ").filter(Boolean);
      const questions = place.dataset.questions.split(" ").filter(Boolean);
      const done = exercises.filter((id) => passed(progress, id)).length;
      const right = questions.filter((id) => progress.questions[id] === true).length;
      place.textContent = done + right ? `${done} of ${exercises.length} done, ${right} of ${questions.length} questions right` : "";
      place.classList.toggle("whole", done + right > 0 && done === exercises.length && right === questions.length);
    }
  }
  show();
  addEventListener("storage", ({ key }) => key === KEY && show()); // another tab
  addEventListener("pageshow", show); // back from another page
})();
