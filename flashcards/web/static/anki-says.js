// What goes wrong between a page and Anki, in words, with what to do about it.
const AT = location.origin;
const SILENT = "Anki does not answer. Is it open on this computer, with the add-on AnkiConnect? If you have just installed the add-on, start Anki again.";

const SAYS = {
  "silent": SILENT,
  "silent-https": `${SILENT} If it is open: your browser may keep this page from it. Look beside the address of this page for a permission about this computer or the local network, and allow it.`,
  "blocked": "Your browser keeps this page from programs on this computer. Click the sign beside the address of this page, allow the access to this computer or the local network, and look again.",
  "safari": "Safari lets no page that came over https speak to a program on this computer. Use Firefox, Chrome or Edge for this, or export a file.",
  "refused": `Anki does not let this page in. If you said no by mistake: in Anki choose Tools, Add-ons, AnkiConnect, Config. Take ${AT} out of “ignoreOriginList” if it stands there, write it into “webCorsOriginList”, and start Anki again.`,
  "version": "This is another version of AnkiConnect than the one this page can speak to (API 6). In Anki: Tools, Add-ons, Check for Updates; then start Anki again.",
  "unknown": "Your AnkiConnect is too old for this. In Anki: Tools, Add-ons, Check for Updates; then start Anki again.",
  "other": "Something answers at this address, but not as AnkiConnect does. Does another program use the port? Or is the add-on very old? In Anki: Tools, Add-ons, Check for Updates.",
  "key": "Your AnkiConnect asks for an API key. Write it into the field above, and look again.",
  "profile": "Anki is open, but no profile is. Open yours, and look again.",
  "busy": "Another window of this browser is at it. Wait until it is done.",
  "login": "You are logged out here. Log in again, and open this page once more.",
  "here": "This site does not answer. Is there a connection? What was done so far stays; look again later.",
  "lost": "Anki stopped answering. What was done so far stays, and nothing of it is done twice: open Anki and look again.",
};

// Returns what to tell of an error; `isMiddle` where something was being done.
export function words(error, isMiddle = false) {
  if (error.name === "AbortError") return "Stopped. What was done so far stays, and nothing of it is done twice.";
  if (isMiddle && error.kind?.startsWith("silent")) return SAYS.lost;
  if (error.kind === "said") return `Anki says: ${error.message}`;
  if (error.kind === "ours") return error.message;
  return SAYS[error.kind] ?? `This went wrong: ${error.message}`;
}

export const many = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
