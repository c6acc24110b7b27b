// The page of a card: advice on its note while one changes it.
import { adviseIn } from "./study-advice.js";

adviseIn(document.querySelector("[data-panel]"));
