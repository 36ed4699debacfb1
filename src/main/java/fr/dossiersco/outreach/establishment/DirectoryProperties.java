package fr.dossiersco.outreach.establishment;

import java.net.URI;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the directory comes from, and how much of it a file may hold. The real national
 * one has 69,000 rows, 72 columns and 41 MB.
 *
 * @param url the export of the open-data portal
 * @param maxFileSize of a file as sent, compressed or not
 * @param maxDecompressedSize of what a compressed file becomes
 * @param maxCompressionRatio beyond which a compressed file is taken for a bomb: a
 * directory shrinks some ten times
 * @param maxFieldLength in characters, beyond which a quote must have been left open
 * @param connectTimeout to reach the portal
 * @param downloadTimeout for the whole file
 */
@ConfigurationProperties("outreach.directory")
record DirectoryProperties(
		@DefaultValue("https://data.education.gouv.fr/api/explore/v2.1/catalog/datasets/fr-en-annuaire-education/exports/csv?delimiter=%3B") URI url,
		@DefaultValue("200MB") DataSize maxFileSize, @DefaultValue("1GB") DataSize maxDecompressedSize,
		@DefaultValue("200") int maxCompressionRatio, @DefaultValue("1000") int maxColumns,
		@DefaultValue("100000") int maxFieldLength, @DefaultValue("10s") Duration connectTimeout,
		@DefaultValue("10m") Duration downloadTimeout) {
}
