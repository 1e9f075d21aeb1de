// How a phone rings: a short two-tone call, made here so that no file is needed. Silent until somebody turns it on,
// as browsers demand.

let context = null;
let isOn = false;

export const isSoundOn = () => isOn;
export function setSound(on) {
  isOn = on;
  if (on) context ??= new AudioContext();
}

function tone(frequency, from, lasts) {
  const oscillator = context.createOscillator(), gain = context.createGain();
  const start = context.currentTime + from;
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.12, start + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, start + lasts);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(start + lasts);
}

export function ring() {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([120, 60, 120]);
  if (!isOn || !context) return;
  for (const from of [0, 0.5]) {
    tone(880, from, 0.22);
    tone(1174, from + 0.16, 0.3);
  }
}
