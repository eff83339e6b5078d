// A tone of two seconds, made by the page itself: no file, no voice, only whether the machine can be heard.

const SECONDS = 2;
const HERTZ = 660;

/** Plays it; the answer tells when it has ended. */
export async function playTone(): Promise<void> {
  const context = new AudioContext();
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  tone.frequency.value = HERTZ;
  // Without a rise and a fall the loudspeaker clicks.
  volume.gain.setValueAtTime(0, context.currentTime);
  volume.gain.linearRampToValueAtTime(0.6, context.currentTime + 0.05);
  volume.gain.setValueAtTime(0.6, context.currentTime + SECONDS - 0.1);
  volume.gain.linearRampToValueAtTime(0, context.currentTime + SECONDS);
  tone.connect(volume).connect(context.destination);
  const ended = Promise.withResolvers<void>();
  tone.onended = () => ended.resolve();
  tone.start();
  tone.stop(context.currentTime + SECONDS);
  await ended.promise;
  await context.close();
}
