import { cachedDatabase } from "../support/cached-database.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { describeAgents } from "./agent-contract.ts";
import { describeAlarms } from "./alarm-contract.ts";
import { describeClaims } from "./claim-contract.ts";
import { describeCustomers } from "./customer-contract.ts";
import { describeDesk } from "./desk-contract.ts";
import { describeDeskLists } from "./desk-lists-contract.ts";
import { describeDeskRaces } from "./desk-races-contract.ts";
import { describeDeskSearch } from "./desk-search-contract.ts";
import { describeImages } from "./image-contract.ts";
import { describeMarks } from "./mark-contract.ts";
import { describeStore } from "./store-contract.ts";
import { describeTurns } from "./turn-contract.ts";

describeWithPostgres("the store on PostgreSQL", (freshDatabase) => {
  const makeDatabase = emptiedDatabase(freshDatabase);
  describeStore("PostgreSQL", makeDatabase);
  describeTurns("PostgreSQL", makeDatabase);
  describeAlarms("PostgreSQL", makeDatabase);
  describeClaims("PostgreSQL", makeDatabase);
  describeDesk("PostgreSQL", makeDatabase);
  describeDeskLists("PostgreSQL", makeDatabase);
  describeDeskSearch("PostgreSQL", makeDatabase);
  describeDeskRaces("PostgreSQL", makeDatabase);
  describeAgents("PostgreSQL", makeDatabase);
  describeMarks("PostgreSQL", makeDatabase);
  describeImages("PostgreSQL", makeDatabase);
  describeCustomers("PostgreSQL", makeDatabase);

  const makeCached = async () => cachedDatabase(await makeDatabase());
  describeStore("PostgreSQL by way of memory", makeCached);
  describeTurns("PostgreSQL by way of memory", makeCached);
  describeAlarms("PostgreSQL by way of memory", makeCached);
  describeMarks("PostgreSQL by way of memory", makeCached);
  describeCustomers("PostgreSQL by way of memory", makeCached);
});
