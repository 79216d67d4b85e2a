import { IconAlertTriangle } from "@tabler/icons-react";
import { useDeskState, useStrings } from "./surroundings.ts";

/** Says that nobody is given conversations at present, and that the agents have to take them. */
export function TroubleBar() {
  const { alerts } = useStrings();
  const isTroubled = useDeskState((state) => state.isTroubled);
  return (
    <div role="alert">
      {isTroubled && (
        <p className="trouble">
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden="true" /> {alerts.trouble}
        </p>
      )}
    </div>
  );
}
