/** What health checks have in common. */
package io.bactrian.health;
