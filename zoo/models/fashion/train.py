#!/usr/bin/env python3
"""Trains a small class-conditional DCGAN generator on Fashion-MNIST and exports it to ONNX.

Data:  Debian package `dataset-fashion-mnist`, or the four .gz files of Zalando's Fashion-MNIST.
Run:   cd zoo/models
       python3 -m fashion.train --data /usr/share/dataset-fashion-mnist --out OUT --minutes 42
Needs: numpy, torch (CPU is enough), onnx, onnxruntime, pillow.

Generator: z[N,64,1,1] -> 128x4x4 -> 64x8x8 -> 32x16x16 -> 1x32x32, transposed convolutions of 4x4, batch
normalisation and ReLU between them, tanh at the end. z is 54 values from N(0,1) and a one-hot class of 10.

Stage 1 (first part of the time): the generator is the decoder of a small class-conditional VAE. That gets
the shapes right at a fraction of the cost of adversarial training.
Stage 2: adversarial training with a spectral-norm projection discriminator, non-saturating loss, a faster
discriminator than generator, and a light VAE step every fourth iteration so that no mode is dropped.
What is exported is the average of the weights over time, with batch-norm statistics of its own.
"""
import argparse
import gzip
import json
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import common

CLASSES = ("t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot")
N_CLASSES = len(CLASSES)
Z_SIZE = 64
NOISE_SIZE = Z_SIZE - N_CLASSES
WIDTH = 32  # channels of the layer next to the picture, in every network
SIDE = 32


def load(folder):
    """All 70,000 pictures as [N,1,32,32] in -1..1 (28x28 with a black border), and their labels."""

    def read(name, magic, header_words):
        raw = gzip.open(os.path.join(folder, name)).read()
        header = np.frombuffer(raw[: 4 * header_words], dtype=">u4")
        assert header[0] == magic, f"{name} is not an IDX file of the expected kind"
        return np.frombuffer(raw[4 * header_words :], dtype=np.uint8), header[1:]

    pictures, labels = [], []
    for part in ("train", "t10k"):
        pixels, (count, height, width) = read(part + "-images-idx3-ubyte.gz", 2051, 4)
        pictures.append(pixels.reshape(count, 1, height, width))
        labels.append(read(part + "-labels-idx1-ubyte.gz", 2049, 2)[0])
    padded = np.pad(np.concatenate(pictures), ((0, 0), (0, 0), (2, 2), (2, 2)))
    scaled = torch.from_numpy(padded.astype(np.float32) / 127.5 - 1.0)
    return scaled, torch.from_numpy(np.concatenate(labels).astype(np.int64))


def latents(labels, generator=None):
    noise = torch.randn(len(labels), NOISE_SIZE, generator=generator)
    return common.join_class(noise, labels, N_CLASSES, axes=2)


class Generator(nn.Module):
    def __init__(self):
        super().__init__()

        def up(inputs, outputs, stride, padding):
            tconv = nn.ConvTranspose2d(inputs, outputs, 4, stride, padding, bias=False)
            return [tconv, nn.BatchNorm2d(outputs), nn.ReLU()]

        self.net = nn.Sequential(
            *up(Z_SIZE, WIDTH * 4, 1, 0),
            *up(WIDTH * 4, WIDTH * 2, 2, 1),
            *up(WIDTH * 2, WIDTH, 2, 1),
            nn.ConvTranspose2d(WIDTH, 1, 4, 2, 1, bias=True),
            nn.Tanh(),
        )
        for module in self.modules():
            if isinstance(module, nn.ConvTranspose2d):
                nn.init.normal_(module.weight, 0, 0.05 if module.in_channels == Z_SIZE else 0.02)
            elif isinstance(module, nn.BatchNorm2d):
                nn.init.normal_(module.weight, 1.0, 0.02)
        with torch.no_grad():
            self.net[0].weight[NOISE_SIZE:] *= 4.0  # let the class be seen from the start

    def forward(self, z):
        return self.net(z)


class Discriminator(nn.Module):
    """Score of a picture given its class (projection discriminator)."""

    def __init__(self):
        super().__init__()
        norm = nn.utils.spectral_norm
        self.net = nn.Sequential(
            norm(nn.Conv2d(1, WIDTH, 4, 2, 1)),
            nn.LeakyReLU(0.2),
            norm(nn.Conv2d(WIDTH, WIDTH * 2, 4, 2, 1)),
            nn.LeakyReLU(0.2),
            norm(nn.Conv2d(WIDTH * 2, WIDTH * 4, 4, 2, 1)),
            nn.LeakyReLU(0.2),
        )
        self.score = norm(nn.Conv2d(WIDTH * 4, 1, 4, 1, 0))
        self.class_vector = norm(nn.Embedding(N_CLASSES, WIDTH * 4))

    def forward(self, pictures, labels):
        features = self.net(pictures)
        match = (self.class_vector(labels) * features.sum((2, 3))).sum(1)
        return self.score(features).flatten() + match


class Encoder(nn.Module):
    """Mean and log-variance of the latent of a picture, for the VAE."""

    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(
            nn.Conv2d(1, 16, 4, 2, 1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(16, 32, 4, 2, 1),
            nn.BatchNorm2d(32),
            nn.LeakyReLU(0.2),
            nn.Conv2d(32, 64, 4, 2, 1),
            nn.BatchNorm2d(64),
            nn.LeakyReLU(0.2),
            nn.Flatten(),
            nn.Linear(64 * 16, 2 * NOISE_SIZE),
        )

    def forward(self, pictures):
        mean, log_variance = self.net(pictures).chunk(2, 1)
        return mean, log_variance.clamp(-8, 4)


class Trainer:
    def __init__(self, warm):
        channels_last = dict(memory_format=torch.channels_last)
        self.warm = warm
        self.generator = Generator().to(**channels_last)
        self.discriminator = Discriminator().to(**channels_last)
        self.encoder = Encoder().to(**channels_last)
        self.average = common.AveragedWeights(Generator(), self.generator, ceiling=0.9985)
        both = [*self.generator.parameters(), *self.encoder.parameters()]
        self.g_optimizer = torch.optim.Adam(self.generator.parameters(), 2e-4, betas=(0.5, 0.99))
        self.d_optimizer = torch.optim.Adam(self.discriminator.parameters(), 4e-4, betas=(0.5, 0.99))
        self.v_optimizer = torch.optim.Adam(both, 1e-3)
        self.step = 0

    def train_step(self, pictures, labels, progress):
        """One step at `progress` (0..1) of the time; returns the VAE, discriminator and generator losses."""
        losses = dict(vae=0.0, d=0.0, g=0.0)
        if progress < self.warm or self.step % 4 == 0:
            losses["vae"] = self.vae_step(pictures, labels, progress)
        if progress >= self.warm:
            losses["d"], losses["g"] = self.adversarial_step(pictures, labels, progress)
        self.step += 1
        self.average.update(self.generator, self.step)
        return losses

    def vae_step(self, pictures, labels, progress):
        warming = progress < self.warm
        rate = 1e-3 * max(0.15, 1 - progress / self.warm) if warming else 5e-5
        self.v_optimizer.param_groups[0]["lr"] = rate
        loss = self.vae_loss(pictures, labels)
        self.v_optimizer.zero_grad()
        loss.backward()
        self.v_optimizer.step()
        return loss.item()

    def vae_loss(self, pictures, labels, sigma=0.7):
        mean, log_variance = self.encoder(pictures)
        noise = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
        rebuilt = self.generator(common.join_class(noise, labels, N_CLASSES, axes=2))
        error = (rebuilt - pictures).square().sum((1, 2, 3)).mean() / (2 * sigma * sigma)
        divergence = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).sum(1).mean()
        return (error + divergence) / (SIDE * SIDE)

    def adversarial_step(self, pictures, labels, progress):
        decay = min(1.0, max(0.02, (1 - progress) / 0.35))  # linear to the end
        self.g_optimizer.param_groups[0]["lr"] = 2e-4 * decay
        self.d_optimizer.param_groups[0]["lr"] = 4e-4 * decay
        fake_labels = torch.randint(N_CLASSES, (len(labels),))
        fake = self.generator(latents(fake_labels))

        real_score = self.discriminator(pictures, labels)
        fake_score = self.discriminator(fake.detach(), fake_labels)
        d_loss = F.softplus(-real_score).mean() + F.softplus(fake_score).mean()
        self.d_optimizer.zero_grad()
        d_loss.backward()
        self.d_optimizer.step()

        self.discriminator.requires_grad_(False)
        g_loss = F.softplus(-self.discriminator(fake, fake_labels)).mean()
        self.g_optimizer.zero_grad()
        g_loss.backward()
        self.g_optimizer.step()
        self.discriminator.requires_grad_(True)
        return d_loss.item(), g_loss.item()


def endless_batches(pictures, labels, size):
    while True:
        for chosen in torch.randperm(len(pictures)).split(size):
            if len(chosen) == size:
                yield pictures[chosen].contiguous(memory_format=torch.channels_last), labels[chosen]


def train(trainer, batches, options):
    """Trains for `options.minutes`; returns the log, one (step, seconds, losses...) per 300 steps."""
    start, log = time.time(), []
    while trainer.step < options.max_steps:
        progress = (time.time() - start) / (options.minutes * 60)
        if progress >= 1.0:
            break
        losses = trainer.train_step(*next(batches), progress)
        if trainer.step % 300 == 0:
            rounded = [round(loss, 4) for loss in losses.values()]
            log.append((trainer.step, round(time.time() - start), *rounded))
            print(*log[-1], flush=True)
    return log


def save_grid(pictures, path, columns=8, scale=3):
    from PIL import Image

    grey = ((pictures.clip(-1, 1) + 1) * 127.5).round().astype(np.uint8)
    rows = len(grey) // columns
    tiles = grey.reshape(rows, columns, SIDE, SIDE).transpose(0, 2, 1, 3)
    sheet = Image.fromarray(tiles.reshape(rows * SIDE, columns * SIDE))
    sheet.resize((columns * SIDE * scale, rows * SIDE * scale), Image.NEAREST).save(path)


def deliver(generator, folder):
    """Writes generator.onnx, latents.npz, expected.npz and samples.png."""
    random_latents = lambda: latents(torch.randint(N_CLASSES, (256,)))
    common.reestimate_batch_norm(generator, random_latents, batches=200)
    path = os.path.join(folder, "generator.onnx")
    input_shape = [Z_SIZE, 1, 1]
    common.export(generator, path, "fashion_generator", input_shape, "image", [1, SIDE, SIDE])
    pictures, _ = common.write_reference(generator, folder, N_CLASSES, 8, input_shape, "image")
    save_grid(pictures, os.path.join(folder, "samples.png"))


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder of the four IDX files")
    parser.add_argument("--out", default=".", help="folder for the results")
    parser.add_argument("--minutes", type=float, default=42, help="time to train")
    parser.add_argument("--warm", type=float, default=0.30, help="share of the time for the VAE")
    parser.add_argument("--max-steps", type=int, default=10**9)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def main():
    options = parse_options()
    os.makedirs(options.out, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    trainer = Trainer(options.warm)
    log = train(trainer, endless_batches(*load(options.data), options.batch), options)
    with open(os.path.join(options.out, "train-log.json"), "w") as file:
        columns = ["step", "seconds", "vae_loss", "d_loss", "g_loss"]
        json.dump({"steps": trainer.step, "columns": columns, "log": log}, file)
    deliver(trainer.average.model, options.out)


if __name__ == "__main__":
    main()
