import path from "node:path";
import type { Server } from "socket.io";
import { agentSecrets } from "./adapters/auth/agent-secrets.ts";
import { scryptPasswords } from "./adapters/auth/passwords.ts";
import { sessionCookieOf } from "./adapters/http/desk-cookie.ts";
import type { DeskRouteOptions } from "./adapters/http/desk-routes.ts";
import { addressReader } from "./adapters/socket/address.ts";
import { openDeskGateway } from "./adapters/socket/desk-gateway.ts";
import type { Config } from "./config.ts";
import type { Clock } from "./kernel/time.ts";
import { packageRoot } from "./publication.ts";
import { FirstAdmin } from "./runtime/account-first.ts";
import { Accounts } from "./runtime/accounts.ts";
import type { Content } from "./runtime/content.ts";
import type { DeskRoom } from "./runtime/desk/desk-room.ts";
import { createDeskReads } from "./runtime/desk/reads.ts";
import { createDeskReports } from "./runtime/desk/reports.ts";
import type { Feeds } from "./runtime/feeds.ts";
import type { Origins } from "./runtime/origins.ts";
import type { Log, Store, Timers } from "./runtime/ports.ts";

interface DeskFoundations {
  readonly room: DeskRoom;
  readonly store: Store;
  readonly feeds: Feeds;
  readonly content: Content;
  readonly origins: Origins;
  readonly clock: Clock & Timers;
  readonly log: Log;
  readonly isStopping: () => boolean;
}

/** The agents' side of the server. */
export interface DeskSide {
  /** What is asked over HTTP. */
  readonly routes: DeskRouteOptions;
  /** Serves agents' sockets on the connections of the customers' server. Returns what stops it. */
  attach(io: Server): () => void;
  /** Tells how the first admin gets in, when nobody is there yet. */
  announce(url: string): Promise<void>;
}

/** Puts the agents' side together. */
export function openDesk(config: Config, foundations: DeskFoundations): DeskSide {
  const { room, store, content, clock, log } = foundations;
  const { agents } = room.deskStore;
  const accounts = new Accounts({
    store: agents,
    passwords: scryptPasswords(),
    secrets: agentSecrets,
    clock,
  });
  const firstAdmin = new FirstAdmin({ accounts, secrets: agentSecrets, clock, log });
  return {
    routes: {
      accounts,
      firstAdmin,
      agents,
      reads: createDeskReads({ store, deskStore: room.deskStore, presence: room.presence, content }),
      reports: createDeskReports({ deskStore: room.deskStore, content, clock }),
      clock,
      readAddress: addressReader(config.TRUSTED_PROXIES),
      publicUrl: config.PUBLIC_URL,
      dist: path.join(packageRoot, "dist"),
    },
    attach: (io) =>
      openDeskGateway(io.of("/desk"), {
        ...foundations,
        timers: clock,
        check: (token) => accounts.check(token),
        onClosed: (told) => accounts.onClosed(told),
        readToken: sessionCookieOf,
      }),
    announce: (url) => firstAdmin.announce(config.PUBLIC_URL ?? url),
  };
}
