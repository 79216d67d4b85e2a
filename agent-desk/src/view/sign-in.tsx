import { Button, Paper, PasswordInput, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { NewLogin, NewPassword } from "./credentials.tsx";
import { PageForm } from "./page-form.tsx";
import { usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import type { Field } from "./use-submit.ts";

export function SignInPage({ isOver }: { readonly isOver: boolean }) {
  const { entrance } = useSurroundings();
  const { signIn } = useStrings();
  return (
    <Entrance
      title={signIn.title}
      submit={signIn.submit}
      {...(isOver && { notice: signIn.over })}
      send={(field) => entrance.signIn({ login: field("login"), password: field("password") })}
    >
      <TextInput name="login" label={signIn.login} autoComplete="username" required autoFocus />
      <PasswordInput name="password" label={signIn.password} autoComplete="current-password" required />
    </Entrance>
  );
}

export function FirstAdminPage({ token }: { readonly token: string }) {
  const { entrance } = useSurroundings();
  const { first } = useStrings();
  async function send(field: Field) {
    await entrance.makeFirst({
      token,
      login: field("login"),
      name: field("name"),
      password: field("password"),
    });
    // The token is used up, and no longer belongs into the history.
    history.replaceState(null, "", "#/");
  }
  return (
    <Entrance title={first.title} intro={first.intro} submit={first.submit} send={send}>
      <NewLogin autoComplete="username" autoFocus />
      <TextInput name="name" label={first.name} autoComplete="name" maxLength={40} required />
      <NewPassword name="password" label={first.password} required />
    </Entrance>
  );
}

interface EntranceProps {
  readonly title: string;
  readonly intro?: string;
  readonly notice?: string;
  readonly submit: string;
  readonly send: (field: Field) => Promise<void>;
  readonly children: ReactNode;
}

function Entrance({ title, intro, children, ...form }: EntranceProps) {
  const { preferences } = useSurroundings();
  const { locale } = usePreferences();
  const strings = useStrings();
  return (
    <main className="entrance">
      <Paper className="entrance-card" withBorder shadow="sm" p="xl" radius="md">
        <Text size="sm" c="dimmed">
          {strings.product}
        </Text>
        <Title order={1} size="h3" my="md">
          {title}
        </Title>
        <PageForm {...form} isWide>
          {intro !== undefined && <Text size="sm">{intro}</Text>}
          {children}
        </PageForm>
      </Paper>
      <Button
        variant="subtle"
        size="compact-sm"
        lang={locale === "zh" ? "en" : "zh-CN"}
        onClick={() => preferences.patch({ locale: locale === "zh" ? "en" : "zh" })}
      >
        {strings.me.language}
      </Button>
    </main>
  );
}
