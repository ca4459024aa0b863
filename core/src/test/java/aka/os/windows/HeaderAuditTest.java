package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.windows.Declarations.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeaderAuditTest {

    /** Where the C that was compiled can be read afterwards. */
    private static final Path KEPT = Path.of("target", "header-audit");

    /**
     * Claims of which the audit is to find fault with all but the last, judged along with the others: headers are slow to
     * read.
     */
    private static final List<Claim> PROBES = List.of(
            Claim.of("probe place", "offsetof(FILE_ALL_INFORMATION, BasicInformation.ChangeTime) == 25"),
            Claim.of("probe type", "__builtin_types_compatible_p(__typeof__(&FindClose), BOOL (WINAPI *)(DWORD))"),
            Claim.of("probe number", "(unsigned)(FileLinkInformationEx) == 73U"),
            Claim.of("probe nowhere", "(unsigned)(FILE_FLY) == 1U"),
            new Claim("probe nowhere, and says so", "(unsigned)(FILE_FLY) == 1U", Optional.of("MS-FSCC 1")),
            new Claim("probe there, but says not", "(unsigned)(DELETE) == 65536U", Optional.of("MS-FSCC 1")),
            Claim.of("probe right", "(unsigned)(DELETE) == 65536U"));

    private static List<String> wrong = List.of();
    private static List<String> unchecked = List.of();

    @BeforeAll
    static void audit() throws IOException, ReflectiveOperationException {
        String path = String.valueOf(System.getenv("PATH"));
        assumeTrue(
                Arrays.stream(path.split(":"))
                        .anyMatch(part -> Files.isExecutable(Path.of(part, HeaderAudit.COMPILER))),
                "needs " + HeaderAudit.COMPILER + " (mingw-w64)");
        List<Claim> claims = new ArrayList<>(Declarations.read().claims());
        assertThat(claims).hasSizeGreaterThan(300);
        claims.addAll(PROBES);
        HeaderAudit audit = HeaderAudit.of(claims, KEPT);
        wrong = audit.wrong();
        unchecked = audit.unchecked();
    }

    @Test
    void allThatIsDeclared_isAsTheHeadersHaveIt() {
        System.out.println("of Windows, no header of mingw-w64 has:");
        unchecked.stream().filter(line -> !isOfAProbe(line)).forEach(System.out::println);

        assertThat(wrong.stream().filter(line -> !isOfAProbe(line))).isEmpty();
    }

    @Test
    void whatIsNotAsTheHeadersHaveIt_orNotInThem_isFound() {
        assertThat(wrong.stream().filter(HeaderAuditTest::isOfAProbe).map(line -> line.replaceAll(": .* is ", " is ")))
                .containsExactly(
                        "probe place is not so",
                        "probe type is not so",
                        "probe number is not so",
                        "probe nowhere is in no header",
                        "probe there, but says not is in the headers by now");
        assertThat(unchecked.stream().filter(HeaderAuditTest::isOfAProbe))
                .containsExactly("probe nowhere, and says so: (unsigned)(FILE_FLY) == 1U (MS-FSCC 1)");
    }

    private static boolean isOfAProbe(String line) {
        return line.startsWith("probe");
    }
}
