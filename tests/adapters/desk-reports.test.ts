import { openFileDatabase } from "../support/databases.ts";
import { emptiedDatabase } from "../support/postgres.ts";
import { describeWithPostgres } from "../support/services.ts";
import { describeDeskReports } from "./desk-reports-contract.ts";

describeDeskReports("SQLite", openFileDatabase);

describeWithPostgres("reports on PostgreSQL", (freshDatabase) => {
  describeDeskReports("PostgreSQL", emptiedDatabase(freshDatabase));
});
