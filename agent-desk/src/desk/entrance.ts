import type { CurrentSession, SignInRequest } from "../../../src/protocol/desk-http.ts";
import { createDesk, type Desk, type DeskPorts } from "./desk.ts";
import type { PreferencesStore } from "./preferences.ts";
import { RequestFailed, type Rest } from "./rest.ts";
import { type DeskState, startingState } from "./state.ts";
import type { Store } from "./store.ts";

export interface EntrancePorts extends Pick<DeskPorts, "local" | "session" | "attend"> {
  readonly store: Store<DeskState>;
  readonly rest: Rest;
  readonly preferences: PreferencesStore;
}

/** What becomes the first admin. */
export interface FirstAdmin {
  readonly token: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** The way in and out. The methods throw `RequestFailed`. */
export interface Entrance {
  /** The desk, while an agent is signed in. */
  desk(): Desk | undefined;
  /** Goes on with the session that the browser still has, if any. */
  start(): Promise<void>;
  signIn(request: SignInRequest): Promise<void>;
  makeFirst(admin: FirstAdmin): Promise<void>;
  signOut(): Promise<void>;
}

export function createEntrance(ports: EntrancePorts): Entrance {
  const { store, rest, preferences } = ports;
  let desk: Desk | undefined;

  async function enter(): Promise<void> {
    const { agent: account } = await rest.get<CurrentSession>("/current");
    if (account === null) return leave(false);
    await preferences.load(rest);
    desk?.stop();
    desk = createDesk({ ...ports, account, signedOut: () => leave(true) });
    store.patch({ session: { phase: "signedIn", account } });
  }

  function leave(isOver: boolean): void {
    desk?.stop();
    desk = undefined;
    // They are no business of whoever signs in next.
    preferences.patch({ searches: [] });
    store.patch({ ...startingState, session: { phase: "signedOut", isOver } });
  }

  return {
    desk: () => desk,
    async start() {
      try {
        await enter();
      } catch (failure) {
        if (!(failure instanceof RequestFailed)) throw failure;
        leave(false);
      }
    },
    async signIn(request) {
      await rest.send("POST", "/sign-in", request);
      await enter();
    },
    async makeFirst({ token, login, name, password }) {
      await rest.send("POST", "/first", { token, login, name, password });
      await enter();
    },
    async signOut() {
      // Whatever becomes of it, this browser shows nothing more.
      await rest.send("POST", "/sign-out").catch(() => undefined);
      desk?.forget();
      leave(false);
    },
  };
}
