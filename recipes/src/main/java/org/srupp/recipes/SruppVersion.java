package org.srupp.recipes;

import org.srupp.recipes.run.RunCard;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class SruppVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "srupp " + RunCard.VERSION + ", commit " + RunCard.commitOf(SruppVersion.class)
    };
  }
}
