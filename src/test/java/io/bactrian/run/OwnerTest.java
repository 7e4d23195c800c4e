package io.bactrian.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is known again, also after the clock of the machine was set. */
class OwnerTest {
    private static final Owner SELF = Owner.current();

    @ParameterizedTest
    @ValueSource(longs = {0, 4000, -4000})
    void aStartThatMovedWithTheClockIsTheSameProcess(long moved) {
        assertThat(Owner.hasEnded(started(moved))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {6000, -6000})
    void aNumberThatWasGivenOutAgainIsAnotherProcess(long later) {
        assertThat(Owner.hasEnded(started(later))).isTrue();
    }

    @Test
    void ofAnotherMachineNothingIsKnown() {
        assertThat(Owner.hasEnded(new Owner("elsewhere", SELF.pid(), 1).code())).isFalse();
        assertThat(Owner.hasEnded("not an owner")).isFalse();
    }

    private static String started(long later) {
        return new Owner(SELF.host(), SELF.pid(), SELF.startedAt() + later).code();
    }
}
