/** What every room needs that is told something by a platform: each event once, stored before it is acknowledged. */
package io.bactrian.event;
