package aka.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import aka.os.windows.Declarations.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeaderAuditTest {

    /** Where the C that was compiled can be read afterwards. */
    private static final Path KEPT = Path.of("target", "header-audit");

    @BeforeAll
    static void hasTheHeaders() {
        String path = String.valueOf(System.getenv("PATH"));
        assumeTrue(
                Arrays.stream(path.split(":"))
                        .anyMatch(part -> Files.isExecutable(Path.of(part, HeaderAudit.COMPILER))),
                "needs " + HeaderAudit.COMPILER + " (mingw-w64)");
    }

    @Test
    void allThatIsDeclared_isAsTheHeadersHaveIt() throws Exception {
        List<Claim> claims = Declarations.read().claims();
        HeaderAudit audit = HeaderAudit.of(claims, KEPT);

        System.out.println(
                claims.size() + " claims about Windows, " + audit.agreed() + " as the headers have it; in none:");
        audit.unchecked().forEach(System.out::println);
        assertThat(audit.wrong()).isEmpty();
        assertThat(claims).hasSizeGreaterThan(300);
    }

    @Test
    void whatIsNotAsTheHeadersHaveIt_orNotInThem_isFound(@TempDir Path folder) throws IOException {
        HeaderAudit audit = HeaderAudit.of(
                List.of(
                        Claim.of("place", "offsetof(FILE_ALL_INFORMATION, BasicInformation.ChangeTime) == 25"),
                        Claim.of(
                                "type", "__builtin_types_compatible_p(__typeof__(&FindClose), BOOL (WINAPI *)(DWORD))"),
                        Claim.of("number", "(unsigned)(FileLinkInformationEx) == 73U"),
                        Claim.of("nowhere", "(unsigned)(FILE_FLY) == 1U"),
                        new Claim("nowhere, and says so", "(unsigned)(FILE_FLY) == 1U", Optional.of("MS-FSCC 1")),
                        new Claim("there, but says not", "(unsigned)(DELETE) == 65536U", Optional.of("MS-FSCC 1")),
                        Claim.of("right", "(unsigned)(DELETE) == 65536U")),
                folder);

        assertThat(audit.wrong().stream().map(line -> line.replaceAll(": .* is ", " is ")))
                .containsExactly(
                        "place is not so",
                        "type is not so",
                        "number is not so",
                        "nowhere is in no header",
                        "there, but says not is in the headers by now");
        assertThat(audit.unchecked()).containsExactly("nowhere, and says so: (unsigned)(FILE_FLY) == 1U (MS-FSCC 1)");
        assertThat(audit.agreed()).isEqualTo(1);
    }
}
