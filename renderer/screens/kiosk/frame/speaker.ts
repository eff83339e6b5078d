// Plays the kiosk's help, one sentence at a time: a new one cuts the old one off. The only place of the kiosk that knows the browser's audio.

/** What plays; replaced in tests. */
export interface Speaker {
  /** Plays a WAV file; volume in percent. Rejects where nothing can be heard. */
  play(wav: Uint8Array<ArrayBuffer>, volume: number): Promise<void>;
  stop(): void;
}

/** How long the browser may take to begin, in ms: without a loudspeaker it may never. */
const BEGIN_MS = 2_500;

/** The browser's; one that always refuses where it has no audio. */
export function browserSpeaker(): Speaker {
  let context: AudioContext | null = null;
  let playing: AudioBufferSourceNode | null = null;
  let turn = 0;
  const stop = (): void => {
    turn += 1;
    playing?.stop();
    playing = null;
  };
  return {
    stop,
    async play(wav, volume) {
      stop();
      const mine = turn;
      if (typeof AudioContext === 'undefined') throw new Error('the browser has no audio');
      context ??= new AudioContext();
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error('the browser does not begin to play')), BEGIN_MS);
      try {
        await Promise.race([context.resume(), late]);
        const buffer = await Promise.race([context.decodeAudioData(wav.slice().buffer), late]);
        if (mine !== turn) return;
        const [source, gain] = [context.createBufferSource(), context.createGain()];
        source.buffer = buffer;
        gain.gain.value = volume / 100;
        source.connect(gain).connect(context.destination);
        source.start();
        playing = source;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
