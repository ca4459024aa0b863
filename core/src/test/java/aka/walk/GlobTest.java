package aka.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aka.file.RawText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("windows")
class GlobTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    *            | a.txt
                    *.txt        | .txt
                    a?c          | a😀c
                    [a-c]x       | bx
                    [!a-c]x      | dx
                    [^a-c]x      | dx
                    []]          | ]
                    [a-]         | -
                    [\\]]        | ]
                    \\*          | *
                    {a,b*}.c     | bbb.c
                    {a,{b,c}}    | c
                    a,b          | a,b
                    **           | a/b/c
                    **/x         | x
                    **/x         | a/b/x
                    a/**/x       | a/x
                    a/**/x       | a/b/c/x
                    a/**         | a/b/c
                    a**z         | ab/yz
                    a+(b)^$.     | a+(b)^$.
                    """)
    void matches_whatThePatternDescribes(String glob, String text) {
        assertThat(Glob.of(glob, false).matches(RawText.bytes(text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    *            | a/b
                    a?c          | a/c
                    a[!x]c       | a/c
                    a[+-9]c      | a/c
                    *.txt        | a.txt.gz
                    {a,b}        | a,b
                    **/x         | ax
                    a/**/x       | a/bx
                    a.c          | abc
                    A            | a
                    """)
    void matches_nothingElse(String glob, String text) {
        assertThat(Glob.of(glob, false).matches(RawText.bytes(text))).isFalse();
    }

    @Test
    void matches_ignoringCase_takesUpperAndLowerForOne() {
        assertThat(Glob.of("[ä-ö]*.ISO", true).matches(RawText.bytes("Öx.iso"))).isTrue();
    }

    @Test
    void matches_aNewlineAndABrokenByte_likeAnyCharacter() {
        byte[] raw = {'a', '\n', (byte) 0xFF, 'b'};

        assertThat(Glob.of("a??b", false).matches(raw)).isTrue();
        assertThat(Glob.of("a*b", false).matches(raw)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ab[c       | no ] for the [ at character 3
                    []         | no ] for the [ at character 1
                    a{b        | no } for the { at character 2
                    ab}        | no { for the } at character 3
                    a\\        | nothing after the \\ at character 2
                    [z-a]      | a range that runs backwards at character 2
                    """)
    void of_aPatternThatIsNone_saysWhere(String glob, String where) {
        assertThatThrownBy(() -> Glob.of(glob, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + glob + "'")
                .hasMessageEndingWith(where);
    }
}
