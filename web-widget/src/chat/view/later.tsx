import type { ComponentChildren, ComponentType, FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/**
 * A component whose code is fetched when it is shown for the first time. Until it is there its children are shown; what
 * could not be fetched is tried again when it is shown the next time.
 */
export function later<Props extends object>(
  fetchIt: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props & { readonly children?: ComponentChildren }> {
  let known: ComponentType<Props> | undefined;
  return (props) => {
    const [Shown, setShown] = useState(() => known);
    useEffect(() => {
      if (Shown !== undefined) return;
      fetchIt().then(
        (fetched) => {
          known = fetched;
          setShown(() => fetched);
        },
        () => {},
      );
    }, []);
    return Shown ? <Shown {...props} /> : <>{props.children}</>;
  };
}
