package aka.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The arrows of the house: a package knows those below it and no other. */
@Tag("windows")
class HouseTest {

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("aka");
        assertThat(house.size()).isGreaterThan(100);
    }

    @Test
    void arrows_goDownOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("aka..")
                .layer("cli")
                .definedBy("aka.cli")
                .layer("report")
                .definedBy("aka.report")
                .layer("dedupe")
                .definedBy("aka.dedupe")
                .layer("group")
                .definedBy("aka.group")
                .layer("catalog")
                .definedBy("aka.catalog")
                .layer("run")
                .definedBy("aka.run")
                .layer("journal")
                .definedBy("aka.journal")
                .layer("plan")
                .definedBy("aka.plan")
                .layer("content")
                .definedBy("aka.content")
                .layer("link")
                .definedBy("aka.link")
                .layer("walk")
                .definedBy("aka.walk")
                .layer("os")
                .definedBy("aka.os..")
                .layer("file")
                .definedBy("aka.file")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("dedupe")
                .mayOnlyBeAccessedByLayers("report", "cli")
                .whereLayer("group")
                .mayOnlyBeAccessedByLayers("report", "cli")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("report", "cli")
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("group", "report", "cli")
                .whereLayer("journal")
                .mayOnlyBeAccessedByLayers("run", "report", "cli")
                .whereLayer("plan")
                .mayOnlyBeAccessedByLayers("journal", "run", "dedupe", "group", "report", "cli")
                .whereLayer("link")
                .mayOnlyBeAccessedByLayers("run", "dedupe", "group", "report", "cli")
                .whereLayer("content")
                .mayOnlyBeAccessedByLayers(
                        "link", "plan", "journal", "run", "dedupe", "group", "catalog", "report", "cli")
                .whereLayer("walk")
                .mayOnlyBeAccessedByLayers("link", "run", "dedupe", "group", "report", "cli")
                .check(house);
    }

    @Test
    void packages_haveNoCircles() {
        slices().matching("aka.(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    void implementationsOfTheCalls_areKnownWhereTheyAreChosenOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aka.os..")
                .and()
                .doNotHaveFullyQualifiedName("aka.link.Route")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("aka.os.linux", "aka.os.windows", "aka.os.portable", "aka.os.memory")
                .check(house);
    }

    @Test
    void nativeCalls_areInTheRoomForThemOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aka.os..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .check(house);
    }

    @Test
    void streamsAndEndOfTheProcess_belongToTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aka.cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.FileDescriptor")
                .check(house);
    }

    @Test
    void json_isWrittenInThreeRoomsOnly() {
        classes()
                .that()
                .resideInAnyPackage("aka..")
                .and()
                .resideOutsideOfPackages("aka.report", "aka.plan", "aka.journal")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("tools.jackson..")
                .check(house);
    }

    @Test
    void sqlite_isKnownToTheCatalogueOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("aka.catalog")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.sqlite..", "java.sql..", "javax.sql..")
                .check(house);
    }

    @Test
    void catalogue_knowsContentAndValuesOnly() {
        classes()
                .that()
                .resideInAPackage("aka.catalog")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "aka.catalog",
                        "aka.content",
                        "aka.file",
                        "java..",
                        "javax.sql..",
                        "org.sqlite..",
                        "org.jspecify..")
                .check(house);
    }
}
