import base from "../styles/base.css?inline";
import blocks from "../styles/blocks.css?inline";
import composer from "../styles/composer.css?inline";
import messages from "../styles/messages.css?inline";
import opened from "../styles/opened.css?inline";
import panel from "../styles/panel.css?inline";

/** The panel's CSS, for the loader's shadow root. */
export const styles = opened + base + panel + messages + blocks + composer;
