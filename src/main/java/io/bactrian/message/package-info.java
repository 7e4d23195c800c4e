/** Messages to people and groups: checked before they are sent, kept with what became of them, sent once. */
package io.bactrian.message;
