import { createTheme, MantineProvider } from "@mantine/core";
import { useEffect } from "react";
import { Shell } from "./shell.tsx";
import { FirstAdminPage, SignInPage } from "./sign-in.tsx";
import {
  type Surroundings,
  SurroundingsProvider,
  useDeskState,
  usePreferences,
  useStrings,
} from "./surroundings.ts";
import { useRoute } from "./use-route.ts";

const theme = createTheme({
  primaryColor: "blue",
  defaultRadius: "sm",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    // The lock puts a <style> element into the page, which the content security policy forbids.
    Modal: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 120 } } },
    // The placeholder would be a child that a menu may not have.
    Menu: {
      defaultProps: {
        withInitialFocusPlaceholder: false,
        // Within the landmark that its button is in.
        withinPortal: false,
        shadow: "md",
        transitionProps: { duration: 100 },
      },
    },
  },
});

export function App({ surroundings }: { readonly surroundings: Surroundings }) {
  return (
    <SurroundingsProvider value={surroundings}>
      <Themed />
    </SurroundingsProvider>
  );
}

function Themed() {
  const { scheme, locale } = usePreferences();
  useEffect(() => {
    document.documentElement.lang = locale === "zh" ? "zh-CN" : "en";
  }, [locale]);
  return (
    // Variables and classes are in stylesheets: in <style> elements the content security policy forbids them.
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <Page />
    </MantineProvider>
  );
}

function Page() {
  const session = useDeskState((state) => state.session);
  const route = useRoute();
  const strings = useStrings();
  if (session.phase === "signedIn") return <Shell key={session.account.id} />;
  if (session.phase === "starting")
    return (
      <p className="entrance-wait" role="status">
        {strings.loading}
      </p>
    );
  if (route.type === "first") return <FirstAdminPage token={route.token} />;
  return <SignInPage isOver={session.isOver} />;
}
