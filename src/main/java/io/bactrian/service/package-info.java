/** What runs for as long as the service does: the drains, what happens by the clock, and the closing of gaps. */
package io.bactrian.service;
