/** What other systems may ask and have done, over HTTP: who may, what, and how it is answered. */
package io.bactrian.api;
