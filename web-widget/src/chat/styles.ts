import base from "../styles/base.css?inline";
import blocks from "../styles/blocks.css?inline";
import cards from "../styles/cards.css?inline";
import composer from "../styles/composer.css?inline";
import messages from "../styles/messages.css?inline";
import panel from "../styles/panel.css?inline";

/** The panel's CSS, for the loader's shadow root. */
export const styles = base + panel + messages + blocks + cards + composer;
