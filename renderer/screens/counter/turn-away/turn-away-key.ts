// The key of the act that sends somebody away.

export const TURN_AWAY_KEY = 'turn-away';
