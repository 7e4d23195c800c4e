/** Who did what by hand, and what came of it. */
package io.bactrian.audit;
