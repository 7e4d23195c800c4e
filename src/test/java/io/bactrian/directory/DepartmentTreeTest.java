package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.directory.DepartmentTree.Node;
import io.bactrian.directory.DepartmentTree.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DepartmentTreeTest {
    @Test
    void aDepartmentBeforeItsParentFindsItsPath() {
        DepartmentTree tree = new DepartmentTree(List.of(new Node("2", "1", "Two"), new Node("1", null, null)));
        assertThat(tree.path("2")).isEqualTo(new Path("/1/2/", "1/Two", 1));
    }

    @Test
    void aDepartmentThatIsItsOwnParentIsATop() {
        assertThat(new DepartmentTree(List.of(new Node("2", "2", "Two"))).path("2"))
                .isEqualTo(new Path("/2/", "Two", 0));
    }

    @Test
    void aCircleIsCutInOnePlace() {
        DepartmentTree tree =
                new DepartmentTree(List.of(new Node("a", "c", "A"), new Node("b", "a", "B"), new Node("c", "b", "C")));
        assertThat(List.of(
                        tree.path("a").depth(),
                        tree.path("b").depth(),
                        tree.path("c").depth()))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void aVeryDeepTreeNeedsNoDeepStack() {
        List<Node> chain = IntStream.range(0, 20_000)
                .mapToObj(n -> new Node("" + n, n == 19_999 ? null : "" + (n + 1), "N"))
                .toList();
        assertThat(new DepartmentTree(chain).path("0").depth()).isEqualTo(19_999);
    }
}
