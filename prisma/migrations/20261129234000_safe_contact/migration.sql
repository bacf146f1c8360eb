-- AlterTable
ALTER TABLE "case_file" ADD COLUMN     "phone_indexed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unsafe_channel_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "case_phone_index" (
    "case_id" UUID NOT NULL,
    "lookup" BYTEA NOT NULL,

    CONSTRAINT "case_phone_index_pkey" PRIMARY KEY ("case_id","lookup")
);

-- CreateTable
CREATE TABLE "case_lookup" (
    "id" UUID NOT NULL,
    "staff_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "words" BYTEA NOT NULL,

    CONSTRAINT "case_lookup_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "case_phone_index_lookup_idx" ON "case_phone_index"("lookup");

-- CreateIndex
CREATE INDEX "case_lookup_staff_id_at_idx" ON "case_lookup"("staff_id", "at");

-- AddForeignKey
ALTER TABLE "case_phone_index" ADD CONSTRAINT "case_phone_index_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_lookup" ADD CONSTRAINT "case_lookup_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
