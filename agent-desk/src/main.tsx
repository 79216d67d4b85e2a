import { createRoot } from "react-dom/client";
import { createEntrance } from "./desk/entrance.ts";
import { createPreferences } from "./desk/preferences.ts";
import { createRest } from "./desk/rest.ts";
import { createRinging } from "./desk/ringing.ts";
import { startingState } from "./desk/state.ts";
import { createStore } from "./desk/store.ts";
import { fill } from "./model/fill.ts";
import { stringsIn } from "./model/strings.ts";
import { App } from "./view/app.tsx";

const root = document.getElementById("desk");
if (root === null) throw new Error("index.html has no element #desk: this is a bug in agent-desk");

const rest = createRest();
const store = createStore(startingState);
const preferences = createPreferences(localStorage);
const ringing = createRinging(preferences.get);
const entrance = createEntrance({
  store,
  rest,
  preferences,
  local: localStorage,
  session: sessionStorage,
  attend(what, text) {
    const { alerts } = stringsIn[preferences.get().locale];
    const told = what === "taken" ? alerts.takenAway : alerts[what];
    ringing.ring(text === undefined ? told : fill(alerts.arrived, { text }));
  },
});

createRoot(root).render(<App surroundings={{ entrance, store, preferences, rest }} />);
// A tab in the background, a laptop that slept and a network that came back say nothing by themselves.
for (const event of ["online", "pageshow", "focus"]) {
  window.addEventListener(event, () => entrance.desk()?.hurry());
}
// A file that misses the composer would be opened in place of the desk.
for (const type of ["dragover", "drop"] as const)
  window.addEventListener(
    type,
    (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault(),
  );
document.addEventListener("visibilitychange", () => entrance.desk()?.see());
void entrance.start();
