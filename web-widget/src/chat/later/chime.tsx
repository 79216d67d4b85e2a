import { useEffect, useRef } from "preact/hooks";

interface ChimeProps {
  readonly unread: number;
  /** What was unread before is no news. */
  readonly isSettled: boolean;
}

/** Two soft tones, a fourth apart, in hertz. */
const TONES = [659.25, 880];
const TONE_SECONDS = 0.14;

/** Sounds when a message comes that the customer does not see. */
export function Chime({ unread, isSettled }: ChimeProps) {
  const before = useRef(unread);
  useEffect(() => {
    if (isSettled && unread > before.current) void sound().catch(() => {});
    before.current = unread;
  }, [unread, isSettled]);
  return null;
}

/** Rejects where the browser lets no page sound that nobody has touched yet. */
async function sound(): Promise<void> {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.gain.value = 0.08;
  volume.connect(audio.destination);
  const tones = TONES.map((hertz, index) => {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(volume);
    tone.start(audio.currentTime + index * TONE_SECONDS);
    tone.stop(audio.currentTime + (index + 1) * TONE_SECONDS);
    return tone;
  });
  tones.at(-1)?.addEventListener("ended", () => void audio.close());
  await audio.resume();
}
