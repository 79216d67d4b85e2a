import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from "@mantine/core";
import { useStrings } from "./surroundings.ts";

/** The login of an account that is to be made, within what the protocol takes. */
export function NewLogin(props: TextInputProps & { readonly "data-autofocus"?: boolean }) {
  const { first } = useStrings();
  return (
    <TextInput
      name="login"
      label={first.login}
      pattern="[a-z0-9][a-z0-9._@\-]+"
      maxLength={64}
      required
      {...props}
    />
  );
}

/** A password that is to be set, as long as the protocol wants it at least. */
export function NewPassword(props: PasswordInputProps) {
  return <PasswordInput autoComplete="new-password" minLength={12} maxLength={256} {...props} />;
}
