import type { Preferences } from "./preferences.ts";

/** How the desk makes itself heard when the agent looks elsewhere. */
export interface Ringing {
  /** Sounds, and shows a notification of the system when the page is in the background. */
  ring(text: string): void;
}

const NOTES_HZ = [880, 1174.66] as const;
const NOTE_S = 0.12;
/** Ten customers at once are one alarm, not ten. */
const PAUSE_MS = 2_000;

/** Two short notes, made on the spot: a sound file would be one more thing to load. */
export function createRinging(preferences: () => Preferences): Ringing {
  let audio: AudioContext | undefined;
  let rangAt = 0;

  function beep(): void {
    audio ??= new AudioContext();
    // Browsers keep a page silent until its user has pressed something.
    if (audio.state === "suspended") void audio.resume();
    const start = audio.currentTime;
    for (const [index, hertz] of NOTES_HZ.entries()) sound(audio, hertz, start + index * NOTE_S);
  }

  return {
    ring(text) {
      const { hasSound, hasNotifications, isQuiet } = preferences();
      if (isQuiet || Date.now() - rangAt < PAUSE_MS) return;
      rangAt = Date.now();
      if (hasSound) beep();
      if (hasNotifications && document.hidden && Notification.permission === "granted") notify(text);
    },
  };
}

/** Asks the browser whether notifications may be shown. */
export async function mayNotify(): Promise<boolean> {
  if (!("Notification" in globalThis)) return false;
  return (await Notification.requestPermission()) === "granted";
}

function notify(text: string): void {
  const notification = new Notification(text, { tag: "fenqi-desk" });
  notification.addEventListener("click", () => {
    window.focus();
    notification.close();
  });
}

function sound(audio: AudioContext, hertz: number, start: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  // A note that begins and ends at full volume clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.15, start + 0.01);
  volume.gain.linearRampToValueAtTime(0, start + NOTE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + NOTE_S);
}
