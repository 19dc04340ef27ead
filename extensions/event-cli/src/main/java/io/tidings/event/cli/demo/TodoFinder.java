package io.tidings.event.cli.demo;

import java.io.IOException;

/**
 * Finds the words TODO and FIXME, bounded by anything but an ASCII letter, digit or underscore. A
 * mark has an owner if a name follows at once in parentheses, as in {@code TODO(margaret)}.
 */
final class TodoFinder implements Tool<Todos> {

  @Override
  public String name() {
    return "todo_finder";
  }

  @Override
  public Todos run(TextFile file) throws IOException {
    Scan scan = new Scan();
    file.read(scan);
    scan.take((byte) '\n');
    return new Todos(scan.found, scan.found - scan.owned);
  }

  /** Reads byte by byte, so that neither a line nor a word needs memory. */
  private static final class Scan implements TextFile.Reader {

    private static final long TODO = packed("TODO");
    private static final long FIXME = packed("FIXME");
    private static final int LONGEST = 5;

    /** The letters of the present word, a byte each, while it is no longer than a mark. */
    private long word;

    private int length;

    /** Whether a mark and then an opening parenthesis have just been read. */
    private boolean opened;

    private long found;
    private long owned;

    @Override
    public void take(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        take(bytes[i]);
      }
    }

    private void take(byte next) {
      if (opened) {
        owned += isName(next) ? 1 : 0;
        opened = false;
      }
      if (isWord(next)) {
        word = length < LONGEST ? word << Byte.SIZE | next : 0;
        length++;
      } else if (length > 0) {
        boundary(next);
      }
    }

    private void boundary(byte next) {
      if (word == TODO || word == FIXME) {
        found++;
        opened = next == '(';
      }
      word = 0;
      length = 0;
    }

    private static boolean isWord(byte b) {
      return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
    }

    /** Names need not be ASCII. */
    private static boolean isName(byte b) {
      return b < 0 || b == '@' || isWord(b);
    }

    private static long packed(String mark) {
      return mark.chars().asLongStream().reduce(0, (packed, c) -> packed << Byte.SIZE | c);
    }
  }
}
