// The ways of studying beside keys and buttons: by hand, by swipes, by typing.
import { byHand } from "./study-hand.js";
import { leeches } from "./study-leech.js";
import { sounds } from "./study-sound.js";
import { swipes } from "./study-swipe.js";
import { typing } from "./study-typed.js";

export { keepFresh, leaveOut } from "./study-kept.js";
export { countLeft } from "./study-told.js";

export function prepareWays(parts) {
  leeches({ ...parts, hand: byHand(parts) });
  typing(parts.sitting);
  sounds(parts.sitting);
  if ("swipes" in parts.sitting.dataset && navigator.maxTouchPoints) swipes(parts.sitting, parts.first);
}
