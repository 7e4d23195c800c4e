package io.bactrian.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the design, and the directions in which they may look. */
@AnalyzeClasses(packages = "io.bactrian", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    @ArchTest
    static final ArchRule neutralRoomsKnowNoPlatform = noClasses()
            .that()
            .resideInAnyPackage(
                    "..approval..",
                    "..directory..",
                    "..message..",
                    "..notice..",
                    "..call..",
                    "..run..",
                    "..store..",
                    "..connection..",
                    "..event..",
                    "io.bactrian.callback..",
                    "..page..",
                    "..audit..",
                    "..api..",
                    "io.bactrian.route..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..dingtalk..", "..wecom..", "..demo..", "..cli..", "io.bactrian");

    @ArchTest
    static final ArchRule platformsKnowNeitherTheCommandLineNorTheDemo = noClasses()
            .that()
            .resideInAnyPackage("..dingtalk..", "io.bactrian.wecom..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..demo..", "..cli..", "io.bactrian");

    @ArchTest
    static final ArchRule platformsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.bactrian.dingtalk..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.bactrian.wecom..");

    @ArchTest
    static final ArchRule foundationsKnowNoRoomAboveThem = noClasses()
            .that()
            .resideInAnyPackage(
                    "..connection..", "..store..", "..call..", "..run..", "..event..", "io.bactrian.callback..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..approval..", "..directory..", "..message..");

    @ArchTest
    static final ArchRule editingKnowsNoApprovals = noClasses()
            .that()
            .resideInAPackage("io.bactrian.route..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..approval..", "..directory..", "..message..", "..event..", "..call..", "..run..", "..store..");

    @ArchTest
    static final ArchRule nobodyKnowsThePage = noClasses()
            .that()
            .resideOutsideOfPackages("..page..", "io.bactrian")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..page..");

    @ArchTest
    static final ArchRule connectionKnowsNobody = noClasses()
            .that()
            .resideInAPackage("..connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..store..", "..call..", "..run..");

    @ArchTest
    static final ArchRule theMadeUpCompanyStandsAlone = noClasses()
            .that()
            .resideInAPackage("..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..approval..",
                    "..directory..",
                    "..call..",
                    "..run..",
                    "..store..",
                    "..connection..",
                    "..dingtalk..",
                    "io.bactrian.wecom..",
                    "..cli..");

    @ArchTest
    static final ArchRule roomsFormNoCircle =
            slices().matching("io.bactrian.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheDoorTalksHttp = noClasses()
            .that()
            .resideOutsideOfPackages("..call..", "..demo..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.camel.component.http..",
                    "org.apache.hc..",
                    "java.net.http..",
                    "com.sun.net.httpserver..");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule nobodyPrintsPastTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackages("..cli..", "io.bactrian")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule routesAreNamedAsSuch = classes()
            .that()
            .areAssignableTo(org.apache.camel.builder.RouteBuilder.class)
            .should()
            .haveSimpleNameEndingWith("Routes");
}
