package io.bactrian.message;

import java.util.ArrayList;
import java.util.List;

/** Cuts receivers into portions that one call may carry. */
final class Portions {
    private Portions() {}

    /** Each list is one call; kinds share calls as far as the platform lets them. */
    static List<List<Receiver>> of(List<Receiver> receivers, MessageRules rules) {
        List<List<Receiver>> portions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Receiver> ofKind = receivers.stream()
                    .filter(receiver -> receiver.kind() == kind)
                    .toList();
            int most = Math.max(1, rules.mostInACall(kind));
            for (int i = 0; i * most < ofKind.size(); i++) {
                if (portions.size() == i) {
                    portions.add(new ArrayList<>());
                }
                portions.get(i).addAll(ofKind.subList(i * most, Math.min(ofKind.size(), (i + 1) * most)));
            }
        }
        return portions;
    }
}
