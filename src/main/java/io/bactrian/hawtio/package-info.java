/** The Hawtio console, in a process of its own. Only here is Jetty used, which is not in {@code lib/}. */
package io.bactrian.hawtio;
