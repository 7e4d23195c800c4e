/** Pushes over HTTP, as every platform makes them: signed, encrypted, fresh and not seen before, or refused. */
package io.bactrian.callback;
