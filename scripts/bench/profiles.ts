/** A machine and a network to measure under. */
export interface Profile {
  readonly name: string;
  /** How many times slower than this machine. */
  readonly cpuSlowdown: number;
  /** Bits a second down and up; `null` is without limit. */
  readonly bitsPerSecond: number | null;
  readonly roundTripMs: number;
  /** What the LMS takes for each request, as the ones that serve packages through a script do. */
  readonly serverMs: number;
  readonly width: number;
  readonly height: number;
}

/** The phone decides; the other two show that its figures are no special case. */
export const PROFILES: readonly Profile[] = [
  {
    name: 'phone',
    cpuSlowdown: 4,
    bitsPerSecond: 1_600_000,
    roundTripMs: 150,
    serverMs: 0,
    width: 375,
    height: 667,
  },
  {
    name: 'laptop',
    cpuSlowdown: 1,
    bitsPerSecond: 20_000_000,
    roundTripMs: 40,
    serverMs: 0,
    width: 1280,
    height: 900,
  },
  {
    name: 'slow LMS',
    cpuSlowdown: 1,
    bitsPerSecond: 20_000_000,
    roundTripMs: 40,
    serverMs: 60,
    width: 1280,
    height: 900,
  },
];

/** This machine as it is. */
export const UNTHROTTLED: Profile = {
  name: 'this machine',
  cpuSlowdown: 1,
  bitsPerSecond: null,
  roundTripMs: 0,
  serverMs: 0,
  width: 375,
  height: 667,
};
