/** The page at {@code /}: how it is going, for a person. Only the service has it. */
package io.bactrian.page;
