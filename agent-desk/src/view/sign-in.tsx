import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { errorText } from "./error-text.ts";
import { usePreferences, useStrings, useSurroundings } from "./surroundings.ts";
import { type Field, useSubmit } from "./use-submit.ts";

export function SignInPage({ isOver }: { readonly isOver: boolean }) {
  const { entrance } = useSurroundings();
  const { signIn } = useStrings();
  return (
    <EntranceForm
      title={signIn.title}
      submit={signIn.submit}
      {...(isOver && { notice: signIn.over })}
      send={(field) => entrance.signIn({ login: field("login"), password: field("password") })}
    >
      <TextInput name="login" label={signIn.login} autoComplete="username" required autoFocus />
      <PasswordInput name="password" label={signIn.password} autoComplete="current-password" required />
    </EntranceForm>
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
    <EntranceForm title={first.title} intro={first.intro} submit={first.submit} send={send}>
      <TextInput
        name="login"
        label={first.login}
        autoComplete="username"
        pattern="[a-z0-9][a-z0-9._@\-]+"
        maxLength={64}
        required
        autoFocus
      />
      <TextInput name="name" label={first.name} autoComplete="name" maxLength={40} required />
      <PasswordInput
        name="password"
        label={first.password}
        autoComplete="new-password"
        minLength={12}
        maxLength={256}
        required
      />
    </EntranceForm>
  );
}

interface FormProps {
  readonly title: string;
  readonly intro?: string;
  readonly notice?: string;
  readonly submit: string;
  readonly send: (field: Field) => Promise<void>;
  readonly children: ReactNode;
}

function EntranceForm({ title, intro, notice, submit, send, children }: FormProps) {
  const { preferences } = useSurroundings();
  const { locale } = usePreferences();
  const strings = useStrings();
  const { failure, isSending, submitted } = useSubmit(send);
  return (
    <main className="entrance">
      <Paper className="entrance-card" withBorder shadow="sm" p="xl" radius="md">
        <form onSubmit={submitted}>
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {strings.product}
            </Text>
            <Title order={1} size="h3">
              {title}
            </Title>
            {intro !== undefined && <Text size="sm">{intro}</Text>}
            {children}
            <div role="alert">
              {(failure !== undefined || notice !== undefined) && (
                <p className="refusal" data-tone={failure === undefined ? "plain" : "bad"}>
                  {failure === undefined ? notice : errorText(strings, failure)}
                </p>
              )}
            </div>
            <Button type="submit" loading={isSending}>
              {submit}
            </Button>
          </Stack>
        </form>
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
