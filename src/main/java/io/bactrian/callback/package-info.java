/** Pushes over HTTP, as every platform makes them: signed, encrypted, fresh, and told once; or refused. */
package io.bactrian.callback;
