import { Button, Group, Text } from "@mantine/core";
import { fill } from "../model/fill.ts";
import { openOffers } from "../model/offers.ts";
import { customerName } from "./customer-name.ts";
import { useDesk, useDeskState, useNow, useStrings } from "./surroundings.ts";

/** Asks the agent to take what is offered, as long as it is. */
export function OfferBanner() {
  const offers = useDeskState((state) => state.offers);
  return <div role="alert">{offers.length > 0 && <OpenOffer />}</div>;
}

function OpenOffer() {
  const desk = useDesk();
  const { offer, row: rowStrings } = useStrings();
  const now = useNow(500);
  const open = useDeskState((state) => state.offers);
  const rows = useDeskState((state) => state.inbox.rows);
  const [first] = openOffers(open, now);
  if (first === undefined) return null;
  const row = rows.get(first.id);
  return (
    <section className="offer" aria-label={offer.title}>
      <div className="offer-text">
        <Text fw={600} size="sm">
          {offer.title}
          {row !== undefined && ` · ${customerName(rowStrings, row)}`}
        </Text>
        {row?.latest !== undefined && (
          <Text size="sm" truncate>
            {row.latest.text}
          </Text>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {/* Read out once, as part of the banner; a countdown that speaks is noise. */}
        <Text size="sm" className="figures" aria-live="off">
          {fill(offer.left, { seconds: Math.ceil((first.until - now) / 1000) })}
        </Text>
        <Button size="compact-sm" onClick={() => void desk.take(first.id)}>
          {offer.accept}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => void desk.act("pass", { id: first.id })}>
          {offer.pass}
        </Button>
      </Group>
    </section>
  );
}
