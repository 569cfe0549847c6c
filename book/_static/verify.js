// Verify a certificate in the browser: the same steps as labs/otlplab/learn/exam/certificate.py, with WebCrypto's
// Ed25519. Nothing is sent anywhere; the one file that is loaded, issuers.json, lies beside this script.
"use strict";
(() => {
  const issuersUrl = new URL("certificates/issuers.json", document.currentScript.src);
  const said = document.getElementById("otl-verify-said");
  const file = document.getElementById("otl-verify-file");

  const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const fromBase64 = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) => char.charCodeAt(0));
  const toBase64 = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

  class Refused extends Error {}

  function statementOf(packed) {
    try {
      const bytes = fromBase64(packed);
      if (toBase64(bytes) !== packed) throw new Error("another form");
      return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      throw new Refused("Its statement cannot be read: it was changed.");
    }
  }

  async function believe(statement, signed, signature) {
    const known = await (await fetch(issuersUrl)).json();
    const issuer = known.issuers.find((one) => one.id === statement.issuer);
    if (!issuer) throw new Refused("Its issuer is not one that this site believes.");
    const raw = fromHex(issuer.public_key);
    const id = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", raw))).slice(0, 16);
    if (id !== issuer.id) throw new Refused("Its issuer is not one that this site believes.");
    const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
    if (!(await crypto.subtle.verify("Ed25519", key, signature, signed)))
      throw new Refused("Its signature does not fit: it was changed.");
    const back = known.revoked.find((one) => one.id === statement.id);
    if (back) throw new Refused(`It was taken back: ${back.reason}`);
    return `${statement.name} has passed ${statement.course}, ${statement.part}, with ${statement.percent} % on ${statement.date}. Signed by ${issuer.name}.`;
  }

  async function verifyFile(bytes) {
    const text = new TextDecoder("latin1").decode(bytes);
    const end = text.match(/<!-- otlplab ([0-9a-f]{128}) -->\n$/);
    if (!end) throw new Refused("This is not a certificate, or its last line was changed.");
    const packed = [...text.slice(0, end.index).matchAll(/<metadata id="otlplab">([A-Za-z0-9_-]+)<\/metadata>/g)];
    if (packed.length !== 1) throw new Refused("It does not hold exactly one statement.");
    return believe(statementOf(packed[0][1]), bytes.slice(0, end.index), fromHex(end[1]));
  }

  async function verifyLink(link) {
    const [packed, signature] = link.split(".");
    let bytes;
    try {
      bytes = fromBase64(signature);
    } catch {
      throw new Refused("The link is cut short or was changed.");
    }
    const words = await believe(statementOf(packed), fromBase64(packed), bytes);
    return `${words} This is what the code says; compare it with the print.`;
  }

  async function show(promise) {
    said.className = "admonition";
    said.textContent = "…";
    try {
      const words = await promise;
      said.classList.add("tip");
      said.textContent = `✓ Genuine. ${words}`;
    } catch (error) {
      said.classList.add("danger");
      said.textContent =
        error instanceof Refused
          ? `✗ Not genuine. ${error.message}`
          : `This browser could not verify it (${error.message}). On a computer with the course: otlplab verify FILE`;
    }
    said.style.padding = "1rem";
  }

  file.addEventListener("change", async () => {
    if (file.files.length) show(verifyFile(new Uint8Array(await file.files[0].arrayBuffer())));
  });
  const fromHash = () => location.hash.includes(".") && show(verifyLink(location.hash.slice(1)));
  addEventListener("hashchange", fromHash);
  fromHash();
})();
