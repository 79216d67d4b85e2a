import type { ReactNode } from "react";
import { type PageName, pagesFor } from "../model/route.ts";
import { AccountsPage } from "./accounts-page.tsx";
import { AuditPage } from "./audit-page.tsx";
import { errorText } from "./error-text.ts";
import { RepliesPage } from "./replies-page.tsx";
import { ReportsPage } from "./reports-page.tsx";
import { SelfPage } from "./self-page.tsx";
import { useDesk, useStrings } from "./surroundings.ts";
import { TeamPage } from "./team-page.tsx";

const CONTENTS = {
  team: TeamPage,
  reports: ReportsPage,
  replies: RepliesPage,
  accounts: AccountsPage,
  audit: AuditPage,
  self: SelfPage,
} as const satisfies Record<PageName, () => ReactNode>;

/** The page that the address names, if it is for this agent. */
export function Page({ name }: { readonly name: PageName }) {
  const { account } = useDesk();
  const strings = useStrings();
  const Content = CONTENTS[name];
  if (pagesFor(account.role).includes(name)) return <Content />;
  return (
    <p className="stage-empty" role="alert">
      {errorText(strings, "FORBIDDEN")}
    </p>
  );
}
