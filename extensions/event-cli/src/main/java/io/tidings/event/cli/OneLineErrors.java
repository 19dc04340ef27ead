package io.tidings.event.cli;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Prints an error as one line without a stack trace. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, String.valueOf(error.getMessage()) + " (see " + name + " --help)");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    print(command, ErrorMessages.withFile(failure));
    return ExitCode.SOFTWARE;
  }

  private static void print(CommandLine command, String message) {
    command.getErr().println("tidings: " + DisplayText.escaped(message));
    command.getErr().flush();
  }
}
