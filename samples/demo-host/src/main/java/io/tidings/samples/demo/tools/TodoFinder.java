package io.tidings.samples.demo.tools;

import io.tidings.event.services.tool.Tool;
import java.util.ArrayList;
import java.util.List;

/**
 * A finder of the words TODO and FIXME, bounded by characters other than an ASCII letter, digit or
 * underscore. A mark has an owner if a name in parentheses follows immediately, as in {@code
 * TODO(margaret)}.
 */
public final class TodoFinder implements Tool<byte[], List<Mark>> {

  /** The name of this tool. */
  public static final String NAME = "todo_finder";

  private static final long TODO = packed("TODO");
  private static final long FIXME = packed("FIXME");
  private static final int LONGEST = 5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Mark> call(byte[] content) {
    List<Mark> marks = new ArrayList<>();
    long word = 0;
    int length = 0;
    for (int i = 0; i <= content.length; i++) {
      if (i < content.length && isWord(content[i])) {
        word = length < LONGEST ? word << Byte.SIZE | content[i] : 0;
        length++;
      } else {
        if (word == TODO || word == FIXME) {
          marks.add(new Mark(i - length, isOwned(content, i)));
        }
        word = 0;
        length = 0;
      }
    }
    return marks;
  }

  private static boolean isOwned(byte[] content, int end) {
    return end + 1 < content.length && content[end] == '(' && isName(content[end + 1]);
  }

  private static boolean isWord(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  /** Returns whether a byte may start a name, which need not be ASCII. */
  private static boolean isName(byte b) {
    return b < 0 || b == '@' || isWord(b);
  }

  private static long packed(String mark) {
    return mark.chars().asLongStream().reduce(0, (packed, c) -> packed << Byte.SIZE | c);
  }
}
